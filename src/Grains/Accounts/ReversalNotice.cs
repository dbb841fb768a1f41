using System.Globalization;
using Nusaloka.Accounts;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Mail;

namespace Nusaloka.Grains.Accounts;

/// <summary>
/// What both sides read when a change of address or number is to be taken back: who holds the account, and who reads the old one. The text
/// is the same for both, for we do not know which of them is the owner.
/// </summary>
internal static class ReversalNotice
{
    private static readonly TimeSpan JakartaOffset = TimeSpan.FromHours(7);

    /// <summary>The words about a step, see <see cref="ReversalStep"/>, or about the end, <see cref="IdentifierReverted.Type"/>.</summary>
    public static AccountNotice Of(string step, string language, Identifier old, DateTimeOffset dueAt)
    {
        var (who, due) = (IdentifierNotice.Mask(old), dueAt.ToOffset(JakartaOffset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " WIB");
        return step switch
        {
            ReversalStep.AskedType => Languages.Choose(language, AskedInIndonesian(who, due), AskedInEnglish(who, due)),
            ReversalStep.ContestedType => Languages.Choose(
                language,
                Notice(
                    "Pembatalan perubahan alamat akun Nusaloka disanggah",
                    $"Pemegang akun Nusaloka menyanggah permintaan untuk memberlakukan lagi {who}. Petugas kami akan memeriksa dan memutuskan; sampai saat itu tidak ada yang berubah."),
                Notice(
                    "The holder of the Nusaloka account has objected",
                    $"The holder of the Nusaloka account objects to making {who} good again. Our staff will look at it and decide; nothing changes until then.")),
            ReversalStep.RejectedType => Languages.Choose(
                language,
                Notice(
                    "Perubahan alamat akun Nusaloka tetap berlaku",
                    $"Permintaan untuk memberlakukan lagi {who} pada akun Nusaloka ditolak. Tidak ada yang berubah. Ada pertanyaan? Hubungi layanan pelanggan kami."),
                Notice(
                    "The change of your Nusaloka account stands",
                    $"The request to make {who} good again for the Nusaloka account was turned down. Nothing changes. Questions? Contact our support.")),
            _ => Languages.Choose(
                language,
                Notice(
                    "Perubahan alamat akun Nusaloka dibatalkan",
                    $"{who} berlaku lagi untuk akun Nusaloka. Perubahan sesudahnya dibatalkan, semua perangkat dikeluarkan, kata sandi dan passkey dihapus. Bukan Anda yang memintanya? Hubungi layanan pelanggan kami."),
                Notice(
                    "A change of your Nusaloka account was taken back",
                    $"{who} is good again for the Nusaloka account. Changes after it are taken back, all devices are signed out, password and passkeys are deleted. It was not you who asked? Contact our support.")),
        };
    }

    private static AccountNotice AskedInIndonesian(string who, string due) => Notice(
        "Ada yang meminta perubahan alamat akun Nusaloka dibatalkan",
        $"Pembaca {who} meminta alamat itu berlaku lagi untuk akun Nusaloka. Kalau tidak disanggah, hal itu terjadi pada {due}: semua perangkat dikeluarkan, kata sandi dan passkey dihapus. Bukan Anda? Masuk dan sanggah di pengaturan keamanan.");

    private static AccountNotice AskedInEnglish(string who, string due) => Notice(
        "Somebody asks to take a change of a Nusaloka account back",
        $"The reader of {who} asks for it to be good again for the Nusaloka account. Unless somebody objects, it happens at {due}: all devices are signed out, password and passkeys are deleted. Not you? Sign in and object in the security settings.");

    private static AccountNotice Notice(string subject, string text) => new(new MailContent(subject, [text]), text);
}
