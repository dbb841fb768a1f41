const button = document.getElementById("stop");
button.addEventListener("click", async () => {
  button.disabled = true;
  const answer = await fetch(location.href, { method: "POST" }).catch(() => null);
  button.hidden = answer?.ok === true;
  button.disabled = false;
  document.getElementById("text").textContent = answer?.ok
    ? "Anda tidak akan menerima e-mail seperti itu lagi. · You will get no more e-mails like that."
    : "Tautan ini tidak berlaku, atau koneksi terputus. · This link is not valid, or the connection was lost.";
});
