using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nusaloka.Runtime.Hosting;

namespace Orleans.TestingHost;

/// <summary>A silo in this process.</summary>
public sealed class InProcessSiloHandle : SiloHandle
{
    private bool _active = true;

    /// <summary>The silo's host.</summary>
    public required IHost SiloHost { get; init; }

    /// <summary>The silo's services.</summary>
    public IServiceProvider ServiceProvider => SiloHost.Services;

    /// <inheritdoc/>
    public override bool IsActive => _active;

    /// <inheritdoc/>
    public override Task StopSiloAsync(bool stopGracefully)
    {
        if (_active && !stopGracefully) SiloHost.Services.GetRequiredService<Silo>().Kill();
        return StopSiloAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public override async Task StopSiloAsync(CancellationToken ct)
    {
        if (!_active) return;
        _active = false;
        await SiloHost.StopAsync(ct).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await StopSiloAsync(stopGracefully: true).ConfigureAwait(false);
        if (SiloHost is IAsyncDisposable host) await host.DisposeAsync().ConfigureAwait(false);
        else SiloHost.Dispose();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) SiloHost.Dispose();
        _active = false;
    }
}
