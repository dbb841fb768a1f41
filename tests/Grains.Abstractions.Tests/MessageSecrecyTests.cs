using Nusaloka.Accounts;
using Nusaloka.Accounts.Passkeys;
using Nusaloka.Accounts.Sessions;
using Nusaloka.Payments;
using Nusaloka.Codes;
using Nusaloka.Notifications;

namespace Nusaloka.Grains.Abstractions.Tests;

/// <summary>A message that is printed, by a log or a failed assertion, does not tell what must stay secret.</summary>
public sealed class MessageSecrecyTests
{
    private const string Secret = "rahasia-sekali";

    private static readonly object[] Messages =
    [
        new RegisterAccount("Siti", "siti@nusaloka.id", null, Secret),
        new SignIn("siti@nusaloka.id", null, Secret),
        new SignInService("stays", Secret),
        new AccessToken(Secret, 900),
        new SessionTokens("session-1", new AccessToken(Secret, 900), Secret, new Account("1", "Siti", null, null, Role.User, 1, default, default), Secret),
        new ChangePassword(Secret, Secret, "session-1"),
        new WrappedSigningKey("key-1", Secret),
        new Ceremony(CeremonyPurpose.SignIn, "1", Secret),
        new PaymentSource("sandbox", Secret, "qris", null),
        new BankAccount("bca", Secret, "Siti"),
        new RedeemCode("siti@nusaloka.id", null, Secret, Secret),
        new ResetPassword("siti@nusaloka.id", null, Secret, Secret, Secret),
        new CodeRequested(Secret, 600, 60),
        new NotificationWebhook("https://hook.contoh.id/", Secret, default),
        new RecogniseDevice("siti@nusaloka.id", null, Secret),
        new RevertChange(Secret, "id", Secret, Secret),
        new RevertIdentifier(1, "id", Password: Secret),
        new StartSession("", [], DeviceToken: Secret),
        new RequestIdentifierChange("1", null, "+6281234567890", false, Secret, "id"),
    ];

    public static TheoryData<string> MessageNames => [.. Messages.Select(static message => message.GetType().Name)];

    [Theory]
    [MemberData(nameof(MessageNames))]
    public void ToString_OfAMessageWithASecret_LeavesItOut(string name)
    {
        var text = Messages.Single(message => message.GetType().Name == name).ToString();

        Assert.NotNull(text);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.Contains(name, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_WithASecretProperty_AreAllAmongTheTested()
    {
        string[] names = ["Password", "CurrentPassword", "NewPassword", "ClientSecret", "Wrapped", "Token", "RefreshToken", "Secret", "PrivateKey", "FlowId"];
        var secretive = typeof(Account).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            .Where(type => type.GetProperties().Any(property => names.Contains(property.Name)));

        Assert.Empty(secretive.Except(Messages.Select(static message => message.GetType())));
    }
}
