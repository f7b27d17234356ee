// Says so on the page when a passkey could not be made or used; allauth's script tells us.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-trouble").hidden = false;
});
