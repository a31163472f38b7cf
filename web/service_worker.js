// @ts-check
// Not registered yet: the HTTP cache with revalidation is enough until second visits are to start without a network.
export {};
