// Shows how much of a file has been sent. What becomes of it is asked of the server.
(() => {
  const bar = () => document.getElementById('sent');
  document.addEventListener('htmx:beforeRequest', event => {
    if (event.target.id === 'upload') {
      document.getElementById('told').textContent = '';
      bar().hidden = false;
      bar().value = 0;
    }
  });
  document.addEventListener('htmx:xhr:progress', event => {
    if (event.target.id === 'upload' && event.detail.lengthComputable && event.detail.total > 0) {
      bar().value = Math.max(bar().value, 100 * event.detail.loaded / event.detail.total);
    }
  });
  document.addEventListener('htmx:afterRequest', event => {
    if (event.target.id === 'upload') {
      bar().hidden = true;
      if (event.detail.failed) {
        document.getElementById('told').textContent = 'The file was not received. Log in again, or try once more.';
      }
    }
  });
})();
