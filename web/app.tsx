import lazy, { ErrorBoundary } from 'preact-iso/lazy';
import { LocationProvider, Route, Router } from 'preact-iso/router';
import { NotFound } from './pages/not-found.tsx';
import { Start } from './pages/start.tsx';
import { Drop } from './parts/drop.tsx';
import { Header } from './parts/header.tsx';

const Documents = lazy(() => import('./pages/documents.tsx').then(({ Documents }) => Documents));
const Document = lazy(() => import('./pages/document/document.tsx').then(({ Document }) => Document));
const Profiles = lazy(() => import('./pages/profiles.tsx').then(({ Profiles }) => Profiles));
const Profile = lazy(() => import('./pages/profile/profile.tsx').then(({ Profile }) => Profile));
const Jobs = lazy(() => import('./pages/jobs.tsx').then(({ Jobs }) => Jobs));
const Stocks = lazy(() => import('./pages/stocks.tsx').then(({ Stocks }) => Stocks));

/** The reference and the API are no routes of this program. */
const OWN = /^\/(?!docs(?:\/|$)|api\/)/;

/** The whole page. What a route needs beyond the shell is loaded when it is opened. */
export function App() {
  return (
    <LocationProvider scope={OWN}>
      <Header />
      <main class="page" id="main" tabIndex={-1}>
        <ErrorBoundary>
          <Router>
            <Route path="/" component={Start} />
            <Route path="/jobs" component={Jobs} />
            <Route path="/profiles" component={Profiles} />
            <Route path="/profiles/:id" component={Profile} />
            <Route path="/documents" component={Documents} />
            <Route path="/documents/:id" component={Document} />
            <Route path="/stocks/:page?" component={Stocks} />
            <Route default component={NotFound} />
          </Router>
        </ErrorBoundary>
      </main>
      <ErrorBoundary>
        <Drop />
      </ErrorBoundary>
    </LocationProvider>
  );
}
