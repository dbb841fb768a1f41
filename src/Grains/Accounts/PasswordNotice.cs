using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Mail;

namespace Nusaloka.Grains.Accounts;

/// <summary>What people read when their password was changed.</summary>
internal static class PasswordNotice
{
    /// <summary>The mail.</summary>
    public static MailContent Mail(string language) => Languages.Choose(
        language,
        new MailContent(
            "Kata sandi Nusaloka Anda diganti",
            [
                "Kata sandi akun Nusaloka Anda baru saja diganti, dan perangkat lain sudah dikeluarkan.",
                "Bukan Anda yang menggantinya? Segera buat kata sandi baru lewat \"Lupa kata sandi\", lalu hubungi layanan pelanggan kami.",
            ]),
        new MailContent(
            "Your Nusaloka password was changed",
            [
                "The password of your Nusaloka account was changed just now, and other devices were signed out.",
                "It was not you? Set a new password at once by \"Forgot password\", then contact our support.",
            ]));

    /// <summary>The short message.</summary>
    public static string Sms(string language) => Languages.Choose(
        language,
        "Kata sandi Nusaloka Anda baru saja diganti. Bukan Anda? Segera buat kata sandi baru dan hubungi kami.",
        "Your Nusaloka password was changed just now. Not you? Set a new one at once and contact us.");
}
