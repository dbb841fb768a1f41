using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Mail;

namespace Nusaloka.Grains.Accounts.Passkeys;

/// <summary>What people read when a passkey was added: it outlives a new password.</summary>
internal static class PasskeyNotice
{
    /// <summary>The words.</summary>
    public static AccountNotice Of(string language) => Languages.Choose(
        language,
        new AccountNotice(
            new MailContent(
                "Passkey baru di akun Nusaloka Anda",
                [
                    "Sebuah passkey baru saja ditambahkan ke akun Nusaloka Anda. Dengan passkey itu orang bisa masuk tanpa kata sandi.",
                    "Bukan Anda? Segera hapus passkey itu di pengaturan keamanan, ganti kata sandi, lalu hubungi layanan pelanggan kami.",
                ]),
            "Passkey baru ditambahkan ke akun Nusaloka Anda. Bukan Anda? Hapus di pengaturan keamanan dan hubungi kami."),
        new AccountNotice(
            new MailContent(
                "A new passkey for your Nusaloka account",
                [
                    "A passkey was added to your Nusaloka account just now. With it one signs in without the password.",
                    "It was not you? Delete it in the security settings at once, change your password, then contact our support.",
                ]),
            "A passkey was added to your Nusaloka account. Not you? Delete it in the security settings and contact us."));
}
