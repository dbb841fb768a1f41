using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nusaloka.Silo.Operations;

namespace Nusaloka.Silo.Tests.Operations;

/// <summary>What container engines learn of a process.</summary>
public sealed class HealthCheckCommandTests
{
    [Theory]
    [InlineData(200, 0)]
    [InlineData(503, 1)]
    public async Task Run_ProcessThatAnswers_SucceedsOnlyWhenItIsReady(int answer, int expected)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapGet("/ready", () => Results.StatusCode(answer));
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        Assert.Equal(expected, await HealthCheckCommand.RunAsync(address));

        await app.StopAsync();
        Assert.Equal(1, await HealthCheckCommand.RunAsync(address));
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080/ready")]
    [InlineData("http://+:8080", "http://127.0.0.1:8080/ready")]
    [InlineData("http://[::]:8080;http://x:1", "http://127.0.0.1:8080/ready")]
    [InlineData(" http://10.0.0.7:81 ;", "http://10.0.0.7:81/ready")]
    [InlineData(null, "http://127.0.0.1:5000/ready")]
    public void ReadyUrl_AddressesThatAProcessListensOn_AsksTheFirst(string? urls, string expected) =>
        Assert.Equal(new Uri(expected), HealthCheckCommand.ReadyUrl(urls));
}
