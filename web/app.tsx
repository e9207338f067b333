import { ErrorBoundary } from 'preact-iso/lazy';
import { LocationProvider, Route, Router } from 'preact-iso/router';
import { NotFound } from './pages/not-found.tsx';
import { Start } from './pages/start.tsx';
import { Header } from './parts/header.tsx';
import { later } from './parts/later.tsx';

const Jobs = later(() => import('./pages/jobs/jobs.tsx').then(({ Jobs }) => Jobs));
const Job = later(() => import('./pages/job/job.tsx').then(({ Job }) => Job));

/** Links to what is not of the page, e.g. the API, are the browser's. */
const PAGES = /^\/(?!(api|docs|_qstash|llms\.txt)(\/|$))/;

/** The whole page. What a route needs beyond the shell is loaded when it is opened. */
export function App() {
  return (
    <LocationProvider scope={PAGES}>
      <Header />
      <main class="page" id="main" tabIndex={-1}>
        <ErrorBoundary>
          <Router>
            <Route path="/" component={Start} />
            <Route path="/jobs" component={Jobs} />
            <Route path="/jobs/:id" component={Job} />
            <Route default component={NotFound} />
          </Router>
        </ErrorBoundary>
      </main>
    </LocationProvider>
  );
}
