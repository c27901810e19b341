// Shows the passkey button where the browser can use one, and hands it to allauth's own passkey code.
// Without this file the button stays hidden, and the emailed code on the same page does the job.
const trouble = document.getElementById("passkey-trouble");
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  trouble.hidden = false;
});
const missing = document.getElementById("passkey-missing");
if (missing) missing.hidden = Boolean(window.PublicKeyCredential);

for (const button of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  const job = button.dataset.passkey;
  button.addEventListener("click", (event) => {
    event.preventDefault(); // the form is sent once the passkey has answered
    trouble.hidden = true;
  });
  window.allauth.webauthn.forms[`${job}Form`]({
    ids: {
      [job]: button.id,
      credential: button.dataset.credential,
      passwordless: document.getElementById("id_passwordless") ? "id_passwordless" : "",
      data: "js_data",
    },
  });
  button.hidden = false;
}
