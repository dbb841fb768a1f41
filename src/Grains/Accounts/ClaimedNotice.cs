using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Mail;

namespace Nusaloka.Grains.Accounts;

/// <summary>What people read when the first proof of an address has ended what was there before.</summary>
internal static class ClaimedNotice
{
    /// <summary>The words.</summary>
    public static AccountNotice Of(string language) => Languages.Choose(
        language,
        new AccountNotice(
            new MailContent(
                "Kata sandi Nusaloka Anda yang lama tidak berlaku lagi",
                [
                    "Anda baru saja membuktikan untuk pertama kali bahwa alamat atau nomor akun Nusaloka ini milik Anda.",
                    "Supaya orang lain yang mungkin membuka akun ini tidak bisa masuk, kata sandi dan passkey dari sebelumnya sudah dihapus, dan semua perangkat dikeluarkan. Buat kata sandi baru lewat \"Lupa kata sandi\".",
                ]),
            "Alamat akun Nusaloka Anda terbukti. Kata sandi dan passkey yang lama dihapus; buat yang baru lewat Lupa kata sandi."),
        new AccountNotice(
            new MailContent(
                "Your old Nusaloka password is no longer good",
                [
                    "You have just proven for the first time that the address or number of this Nusaloka account is yours.",
                    "So that nobody else who may have opened the account can sign in, the password and the passkeys from before were deleted, and all devices were signed out. Set a new password by \"Forgot password\".",
                ]),
            "The address of your Nusaloka account is proven. Password and passkeys from before are gone; set new ones by Forgot password."));
}
