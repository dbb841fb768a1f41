using Nusaloka.Accounts;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Mail;

namespace Nusaloka.Grains.Accounts;

/// <summary>What the old address reads when an account gets another one. The new one is masked: the reader may not be who changed it.</summary>
internal static class IdentifierNotice
{
    /// <summary>The mail.</summary>
    /// <param name="change">The change.</param>
    /// <param name="token">The code that takes it back; null when the reader cannot.</param>
    public static MailContent Mail(IdentifierChanged change, string? token)
    {
        var changed = Identifier.OfKey(change.New);
        var days = Days(change);
        var mail = Languages.Choose(
            change.Language,
            new MailContent(
                changed.Kind == IdentifierKind.Email ? "Alamat e-mail akun Nusaloka Anda diganti" : "Nomor telepon akun Nusaloka Anda diganti",
                [
                    $"Akun Nusaloka Anda kini memakai {Mask(changed)} untuk masuk.",
                    token is null
                        ? "Bukan Anda yang menggantinya? Segera hubungi layanan pelanggan kami."
                        : $"Bukan Anda yang menggantinya? Batalkan dalam {days} hari dengan kode di bawah, di halaman \"Ini bukan saya\" di aplikasi: "
                        + "seketika dengan kata sandi lama, passkey, atau kode ke alamat lain akun itu; tanpa itu setelah sehari, kalau tidak disanggah. Semua perangkat dikeluarkan, kata sandi dan passkey dihapus, dan alamat lama Anda berlaku lagi.",
                ]),
            new MailContent(
                changed.Kind == IdentifierKind.Email ? "The e-mail address of your Nusaloka account was changed" : "The phone number of your Nusaloka account was changed",
                [
                    $"Your Nusaloka account now uses {Mask(changed)} to sign in.",
                    token is null
                        ? "It was not you? Contact our support at once."
                        : $"It was not you? Take it back within {days} days with the code below, on the page \"This was not me\" of the app: "
                        + "at once with the old password, a passkey, or a code to another address of the account; without, after a day, unless somebody objects. All devices are signed out, password and passkeys are deleted, and your old address is good again.",
                ]));
        return mail with { Code = token };
    }

    /// <summary>The short message.</summary>
    /// <param name="change">The change.</param>
    /// <param name="token">The code that takes it back; null when the reader cannot.</param>
    public static string Sms(IdentifierChanged change, string? token)
    {
        var changed = Mask(Identifier.OfKey(change.New));
        return token is null
            ? Languages.Choose(
                change.Language,
                $"Akun Nusaloka Anda kini memakai {changed}. Bukan Anda? Segera hubungi kami.",
                $"Your Nusaloka account now uses {changed}. Not you? Contact us at once.")
            : Languages.Choose(
                change.Language,
                $"Akun Nusaloka Anda kini memakai {changed}. Bukan Anda? Batalkan dalam {Days(change)} hari dengan kode {token}",
                $"Your Nusaloka account now uses {changed}. Not you? Take it back within {Days(change)} days: {token}");
    }

    private static int Days(IdentifierChanged change) => change.QuarantinedUntil is { } until ? Math.Max(1, (int)(until - change.At).TotalDays) : 0;

    /// <summary>Enough of an identifier to be recognised by its owner: <c>s***@contoh.id</c>, <c>+62***890</c>.</summary>
    public static string Mask(Identifier identifier) => identifier.Kind == IdentifierKind.Email
        ? $"{identifier.Value[..1]}***{identifier.Value[identifier.Value.IndexOf('@', StringComparison.Ordinal)..]}"
        : $"{identifier.Value[..3]}***{identifier.Value[^3..]}";
}
