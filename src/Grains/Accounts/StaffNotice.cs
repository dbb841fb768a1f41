using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Mail;

namespace Nusaloka.Grains.Accounts;

/// <summary>What people read when staff have shut or opened their account, or given it another role.</summary>
internal static class StaffNotice
{
    /// <summary>The words for one of the types of <see cref="AccessChanged"/>.</summary>
    public static AccountNotice Of(string type, string language) => type switch
    {
        AccessChanged.BannedType => Languages.Choose(
            language,
            Notice(
                "Akun Nusaloka Anda ditutup sementara",
                "Petugas kami menutup akun Nusaloka Anda, dan semua perangkat dikeluarkan. Uang Anda tetap milik Anda. Menurut Anda ini keliru? Balas lewat layanan pelanggan kami."),
            Notice(
                "Your Nusaloka account was shut",
                "Our staff have shut your Nusaloka account, and all devices were signed out. Your money stays yours. You think this is wrong? Appeal to our support.")),
        AccessChanged.UnbannedType => Languages.Choose(
            language,
            Notice("Akun Nusaloka Anda dibuka lagi", "Petugas kami membuka lagi akun Nusaloka Anda. Silakan masuk."),
            Notice("Your Nusaloka account is open again", "Our staff have opened your Nusaloka account again. You may sign in.")),
        _ => Languages.Choose(
            language,
            Notice("Peran akun Nusaloka Anda berubah", "Peran akun Nusaloka Anda diubah, dan semua perangkat dikeluarkan. Tidak tahu mengapa? Hubungi layanan pelanggan kami."),
            Notice("The role of your Nusaloka account has changed", "Your Nusaloka account has another role, and all devices were signed out. You do not know why? Contact our support.")),
    };

    private static AccountNotice Notice(string subject, string text) => new(new MailContent(subject, [text]), text);
}
