using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Nusaloka.Grains.Sandbox;
using Nusaloka.Grains.Tests.Payments.Gateways;
using Nusaloka.Sandbox;

namespace Nusaloka.Grains.Tests.Sandbox;

public sealed class SandboxSettingsTests
{
    [Fact]
    public void Settings_InDevelopment_HaveKeysThatEverybodyKnows()
    {
        var settings = Settings(Environments.Development, ("SANDBOX:BASE_URL", "http://127.0.0.1:8080/"));

        Assert.True(settings.IsEnabled);
        Assert.Equal((SandboxDefaults.SecretKey, SandboxDefaults.WebhookSecret), (settings.SecretKey, settings.SigningSecret));
        Assert.Equal("http://127.0.0.1:8080", settings.PublicUrl);
        Assert.Equal("http://127.0.0.1:8080/api/v1/webhooks/sandbox", settings.WebhookUrl.AbsoluteUri);
    }

    [Fact]
    public void Settings_InProduction_AreOffAndHaveNoKeys()
    {
        var settings = Settings(Environments.Production, ("SANDBOX:WEBHOOK_SECRETS:0", ""));

        Assert.False(settings.IsEnabled);
        Assert.Throws<InvalidOperationException>(() => settings.SecretKey);
        Assert.Throws<InvalidOperationException>(() => settings.WebhookSecrets);
    }

    [Fact]
    public void Settings_WantedInProduction_AreThoseThatAreGiven()
    {
        var settings = Settings(
            Environments.Production, ("SANDBOX:ENABLED", "true"), ("SANDBOX:SECRET_KEY", "sk"), ("SANDBOX:WEBHOOK_SECRETS:0", "new"), ("SANDBOX:WEBHOOK_SECRETS:1", "old"),
            ("SANDBOX:BASE_URL", "http://api:8080"), ("SANDBOX:PUBLIC_URL", "https://pay.contoh.id"), ("SANDBOX:WEBHOOK_URL", "https://hook.contoh.id/x"));

        Assert.True(settings.IsEnabled);
        Assert.Equal(("sk", "new"), (settings.SecretKey, settings.SigningSecret));
        Assert.Equal(["new", "old"], settings.WebhookSecrets);
        Assert.Equal(("http://api:8080", "https://pay.contoh.id", "https://hook.contoh.id/x"), (settings.BaseUrl, settings.PublicUrl, settings.WebhookUrl.AbsoluteUri));
    }

    [Theory]
    [InlineData("SANDBOX:SECRET_KEY")]
    [InlineData("SANDBOX:WEBHOOK_SECRETS:0")]
    public void Settings_WantedWithoutAKey_AreRefused(string given)
    {
        using var provider = GatewayFactory.Build(TimeProvider.System, ("SANDBOX:ENABLED", "true"), (given, "x"));

        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<SandboxOptions>>().Value);
    }

    private static SandboxSettings Settings(string environment, params (string Key, string Value)[] settings)
    {
        using var provider = GatewayFactory.Build(TimeProvider.System, settings);
        return new SandboxSettings(
            Options.Create(provider.GetRequiredService<IOptions<SandboxOptions>>().Value), new HostingEnvironment { EnvironmentName = environment });
    }
}
