using Microsoft.Extensions.Configuration;

namespace Nusaloka.Silo.Tests;

public sealed class ClusterSettingsTests
{
    [Fact]
    public void Nothing_IsAClusterOfItsOwnOnLoopback() => Assert.Equal(
        new ClusterSettings(null, "nusaloka", null, "127.0.0.1", 11111, 30000, null, null, null),
        Read());

    [Fact]
    public void Everything_IsReadFromTheEnvironmentsNames() => Assert.Equal(
        new ClusterSettings("redis:6379", "blue", "silo-1", "10.0.0.1", 12000, 31000, "0123456789abcdef", "/cert.p12", "open"),
        Read(
            ("REDIS", "redis:6379"), ("CLUSTER_ID", "blue"), ("SILO_NAME", "silo-1"), ("SILO_ADDRESS", "10.0.0.1"), ("SILO_PORT", "12000"),
            ("GATEWAY_PORT", "31000"),
            ("CLUSTER_SECRET", "0123456789abcdef"), ("CLUSTER_CERTIFICATE", "/cert.p12"), ("CLUSTER_CERTIFICATE_PASSWORD", "open")));

    [Fact]
    public void Auto_IsTheMachinesOwnAddress() => Assert.Null(Read(("SILO_ADDRESS", "auto")).SiloAddress);

    [Theory]
    [InlineData("127.0.0.1:6379,password=x")]
    [InlineData("127.0.0.1")]
    public void Auto_WithRedis_IsTheAddressInItsNetwork(string redis) =>
        Assert.Equal("127.0.0.1", Read(("SILO_ADDRESS", "auto"), ("REDIS", redis)).SiloAddress);

    [Fact]
    public void Auto_WithoutAWayToRedis_IsLeftToTheRuntime() =>
        Assert.Null(Read(("SILO_ADDRESS", "auto"), ("REDIS", "redis.invalid:6379")).SiloAddress);

    [Theory]
    [InlineData("SILO_PORT", "0")]
    [InlineData("SILO_PORT", "65536")]
    [InlineData("GATEWAY_PORT", "http")]
    public void Port_ThatIsNone_IsRefused(string name, string port)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Read((name, port)));

        Assert.Contains($"NUSALOKA_{name} is '{port}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InClear_WithACertificate_RefusesInsteadOfSpeakingInClearUnasked()
    {
        Assert.Contains(
            "NUSALOKA_CLUSTER_CERTIFICATE",
            Assert.Throws<InvalidOperationException>(() => Read(("CLUSTER_CERTIFICATE", "/cert.p12")).InClear()).Message, StringComparison.Ordinal);
        Assert.Equal(Read(), Read().InClear());
    }

    private static ClusterSettings Read(params (string Name, string Value)[] settings) => ClusterSettings.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value)).Build());
}
