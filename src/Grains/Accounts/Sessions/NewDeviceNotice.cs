using System.Globalization;
using Nusaloka.Grains.Deliveries;
using Nusaloka.Grains.Mail;

namespace Nusaloka.Grains.Accounts.Sessions;

/// <summary>What people read when somebody signed in with a device or from a network that was not seen before.</summary>
internal static class NewDeviceNotice
{
    /// <summary>The words.</summary>
    public static AccountNotice Of(string language, SessionStarted started)
    {
        var at = started.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
        return Languages.Choose(
            language,
            new AccountNotice(
                new MailContent(
                    "Masuk dari perangkat atau jaringan baru",
                    [
                        $"Akun Nusaloka Anda baru saja dimasuki ({(started.Device.Length > 0 ? started.Device : "perangkat tak dikenal")}, {at}), dari perangkat atau jaringan yang belum pernah kami lihat.",
                        "Anda sendiri? Tidak perlu berbuat apa-apa. Bukan Anda? Keluarkan perangkat itu di pengaturan keamanan dan segera ganti kata sandi.",
                    ]),
                "Akun Nusaloka Anda dimasuki dari perangkat atau jaringan baru. Bukan Anda? Segera ganti kata sandi."),
            new AccountNotice(
                new MailContent(
                    "Sign-in from a new device or network",
                    [
                        $"Somebody has just signed in to your Nusaloka account ({(started.Device.Length > 0 ? started.Device : "unknown device")}, {at}) with a device or from a network that we have not seen before.",
                        "It was you? Then there is nothing to do. It was not you? Sign that device out in the security settings and change your password at once.",
                    ]),
                "Your Nusaloka account was signed in to from a new device or network. Not you? Change your password at once."));
    }
}
