import chromium from '@sparticuz/chromium';

// Unpacks the browser into TMPDIR, which chromium.ts set for this process: the package knows no other place.
await chromium.executablePath();
