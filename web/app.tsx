import { ErrorBoundary } from 'preact-iso/lazy';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso/router';
import { NotFound } from './pages/not-found.tsx';
import { Start } from './pages/start.tsx';
import { Drop } from './parts/drop.tsx';
import { Header } from './parts/header.tsx';
import { later } from './parts/later.tsx';

const Jobs = later(() => import('./pages/jobs/jobs.tsx').then(({ Jobs }) => Jobs));
const Job = later(() => import('./pages/job/job.tsx').then(({ Job }) => Job));
const Stocks = later(() => import('./pages/stocks.tsx').then(({ Stocks }) => Stocks));
const Profiles = later(() => import('./pages/profiles.tsx').then(({ Profiles }) => Profiles));
const Profile = later(() => import('./pages/profile/profile.tsx').then(({ Profile }) => Profile));
const Documents = later(() => import('./pages/documents.tsx').then(({ Documents }) => Documents));
const Document = later(() => import('./pages/document/document.tsx').then(({ Document }) => Document));
const Queue = later(() => import('./pages/queue.tsx').then(({ Queue }) => Queue));

/** Links to what is not of the page, e.g. the API, are the browser's. */
const PAGES = /^\/(?!(api|docs|llms\.txt)(\/|$))/;

/** The whole page. What a route needs beyond the shell is loaded when it is opened. */
export function App() {
  return (
    <LocationProvider scope={PAGES}>
      <Header />
      <Main />
      <ErrorBoundary>
        <Drop />
      </ErrorBoundary>
    </LocationProvider>
  );
}

/** Each area's styles hold below its name. */
function Main() {
  const [, area] = useLocation().path.split('/');
  return (
    <main class={`page in-${area || 'start'}`} id="main" tabIndex={-1}>
      <ErrorBoundary>
        <Router>
          <Route path="/" component={Start} />
          <Route path="/jobs" component={Jobs} />
          <Route path="/jobs/:id" component={Job} />
          <Route path="/stocks/:page?" component={Stocks} />
          <Route path="/profiles" component={Profiles} />
          <Route path="/profiles/:id" component={Profile} />
          <Route path="/documents" component={Documents} />
          <Route path="/documents/:id" component={Document} />
          <Route path="/_qstash" component={Queue} />
          <Route default component={NotFound} />
        </Router>
      </ErrorBoundary>
    </main>
  );
}
