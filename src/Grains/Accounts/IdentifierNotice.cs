using Nusaloka.Accounts;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Mail;

namespace Nusaloka.Grains.Accounts;

/// <summary>What the old address reads when an account gets another one. The new one is masked: the reader may not be who changed it.</summary>
internal static class IdentifierNotice
{
    /// <summary>The mail.</summary>
    public static MailContent Mail(IdentifierChanged change)
    {
        var changed = Identifier.OfKey(change.New);
        return Languages.Choose(
            change.Language,
            new MailContent(
                changed.Kind == IdentifierKind.Email ? "Alamat e-mail akun Nusaloka Anda diganti" : "Nomor telepon akun Nusaloka Anda diganti",
                [
                    $"Akun Nusaloka Anda kini memakai {Mask(changed)} untuk masuk.",
                    "Bukan Anda yang menggantinya? Segera buat kata sandi baru lewat \"Lupa kata sandi\", lalu hubungi layanan pelanggan kami.",
                ]),
            new MailContent(
                changed.Kind == IdentifierKind.Email ? "The e-mail address of your Nusaloka account was changed" : "The phone number of your Nusaloka account was changed",
                [
                    $"Your Nusaloka account now uses {Mask(changed)} to sign in.",
                    "It was not you? Set a new password at once by \"Forgot password\", then contact our support.",
                ]));
    }

    /// <summary>The short message.</summary>
    public static string Sms(IdentifierChanged change)
    {
        var changed = Identifier.OfKey(change.New);
        return Languages.Choose(
            change.Language,
            $"Akun Nusaloka Anda kini memakai {Mask(changed)}. Bukan Anda? Segera ganti kata sandi dan hubungi kami.",
            $"Your Nusaloka account now uses {Mask(changed)}. Not you? Set a new password at once and contact us.");
    }

    /// <summary>Enough of an identifier to be recognised by its owner: <c>s***@contoh.id</c>, <c>+62***890</c>.</summary>
    public static string Mask(Identifier identifier) => identifier.Kind == IdentifierKind.Email
        ? $"{identifier.Value[..1]}***{identifier.Value[identifier.Value.IndexOf('@', StringComparison.Ordinal)..]}"
        : $"{identifier.Value[..3]}***{identifier.Value[^3..]}";
}
