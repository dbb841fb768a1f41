using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Mail;
using Nusaloka.Codes;

namespace Nusaloka.Grains.Codes;

/// <summary>What people read when a code comes.</summary>
internal static class CodeTexts
{
    /// <summary>The mail with a code.</summary>
    public static MailContent Mail(CodePurpose purpose, string language, string code, int minutes)
    {
        var words = WordsOf(purpose, language);
        return new MailContent(words.Subject, [words.Lead])
        {
            Code = code,
            Notes =
            [
                Languages.Choose(
                    language,
                    $"Kode ini berlaku {minutes} menit dan hanya sekali. Jangan berikan kepada siapa pun: Nusaloka tidak pernah menanyakannya.",
                    $"The code is good for {minutes} minutes, and once. Give it to nobody: Nusaloka never asks for it."),
                words.NotYou,
            ],
        };
    }

    /// <summary>The short message with a code: one part of an SMS.</summary>
    public static string Sms(CodePurpose purpose, string language, string code, int minutes) => Languages.Choose(
        language,
        $"{code} adalah kode Nusaloka untuk {ShortOf(purpose).Indonesian}. Berlaku {minutes} menit. Jangan berikan kepada siapa pun.",
        $"{code} is your Nusaloka code to {ShortOf(purpose).English}. Good for {minutes} minutes. Give it to nobody.");

    private static (string Indonesian, string English) ShortOf(CodePurpose purpose) => purpose switch
    {
        CodePurpose.SignIn => ("masuk", "sign in"),
        CodePurpose.ResetPassword => ("mengganti kata sandi", "set a new password"),
        CodePurpose.ChangeIdentifier => ("memakai nomor ini", "use this number"),
        CodePurpose.Verify => ("verifikasi nomor ini", "verify this number"),
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "There are no words for this purpose."),
    };

    private static Words WordsOf(CodePurpose purpose, string language) => purpose switch
    {
        CodePurpose.SignIn => Languages.Choose(
            language,
            new Words(
                "Kode masuk Nusaloka", "Pakai kode ini untuk masuk ke Nusaloka:",
                "Bukan Anda yang memintanya? Abaikan e-mail ini: tanpa kode ini tidak ada yang bisa masuk."),
            new Words(
                "Your Nusaloka sign-in code", "Use this code to sign in to Nusaloka:",
                "You did not ask for it? Ignore this mail: nobody can sign in without the code.")),
        CodePurpose.ResetPassword => Languages.Choose(
            language,
            new Words(
                "Ganti kata sandi Nusaloka", "Pakai kode ini untuk membuat kata sandi baru:",
                "Bukan Anda yang memintanya? Abaikan e-mail ini: kata sandi Anda tetap seperti semula."),
            new Words(
                "Set a new Nusaloka password", "Use this code to set a new password:",
                "You did not ask for it? Ignore this mail: your password stays as it is.")),
        CodePurpose.ChangeIdentifier => Languages.Choose(
            language,
            new Words(
                "Pakai alamat e-mail ini di Nusaloka", "Pakai kode ini agar alamat e-mail ini menjadi milik akun Nusaloka Anda:",
                "Bukan Anda yang memintanya? Abaikan e-mail ini: seseorang mungkin salah mengetik alamatnya."),
            new Words(
                "Use this e-mail address with Nusaloka", "Use this code to make this e-mail address that of your Nusaloka account:",
                "You did not ask for it? Ignore this mail: somebody may have mistyped their address.")),
        CodePurpose.Verify => Languages.Choose(
            language,
            new Words(
                "Verifikasi alamat e-mail Anda", "Pakai kode ini untuk memastikan bahwa alamat e-mail ini milik Anda:",
                "Anda tidak punya akun Nusaloka? Abaikan e-mail ini: seseorang mungkin salah mengetik alamatnya."),
            new Words(
                "Verify your e-mail address", "Use this code to show that this e-mail address is yours:",
                "You have no Nusaloka account? Ignore this mail: somebody may have mistyped their address.")),
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "There are no words for this purpose."),
    };

    private sealed record Words(string Subject, string Lead, string NotYou);
}
