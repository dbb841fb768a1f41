using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Mail;

namespace Nusaloka.Grains.Accounts;

/// <summary>What people read when somebody tries many passwords on their account.</summary>
internal static class GuessingNotice
{
    /// <summary>The words.</summary>
    public static AccountNotice Of(string language) => Languages.Choose(
        language,
        new AccountNotice(
            new MailContent(
                "Ada yang mencoba menebak kata sandi Nusaloka Anda",
                [
                    "Hari ini kata sandi akun Nusaloka Anda dicoba berkali-kali dan selalu salah. Akun Anda tidak dikunci, dan percobaan berikutnya kami perlambat.",
                    "Kalau kata sandi Anda mudah ditebak atau dipakai di tempat lain, gantilah, atau masuklah dengan passkey. Kalau Anda sendiri yang lupa, pakai \"Lupa kata sandi\".",
                ]),
            "Kata sandi Nusaloka Anda dicoba berkali-kali hari ini dan salah. Kalau mudah ditebak, segera ganti."),
        new AccountNotice(
            new MailContent(
                "Somebody tries to guess your Nusaloka password",
                [
                    "Today many wrong passwords were tried on your Nusaloka account. It is not locked, and further tries are slowed down.",
                    "If your password is easy to guess or used elsewhere, change it, or sign in with a passkey. If it was you who forgot it, use \"Forgot password\".",
                ]),
            "Many wrong passwords were tried on your Nusaloka account today. If yours is easy to guess, change it."));
}
