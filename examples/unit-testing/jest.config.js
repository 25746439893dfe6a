export default {
  setupFilesAfterEnv: ['@stash-functions/testing/jest'],
  reporters: ['default', ['@stash-functions/testing/coverage', { threshold: 100 }]],
  // The tests are plain JavaScript, which Node runs directly.
  transform: {},
};
