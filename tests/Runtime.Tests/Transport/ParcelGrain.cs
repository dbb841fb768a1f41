using Nusaloka.Runtime.Tests.Messaging;
using Nusaloka.Runtime.Tests.Testing;

namespace Nusaloka.Runtime.Tests.Transport;

public sealed class ParcelGrain(ILocalSiloDetails silo) : Grain, IParcelGrain
{
    public Task<ParcelRecord> EchoAsync(ParcelRecord parcel) => Task.FromResult(parcel);

    public Task<byte[]> EchoBytesAsync(byte[] bytes) => Task.FromResult(bytes);

    public Task<byte[]> MakeBytesAsync(int count) => Task.FromResult(new byte[count]);

    public Task<string> WhereAsync() => Task.FromResult(silo.SiloAddress.ToString());

    public Task<string> WhereIsAsync(IParcelGrain other) => other.WhereAsync();

    public async Task WorkAsync(string name, CancellationToken cancellationToken)
    {
        Journal.Write(name, "begun");
        try
        {
            await Gate.Named(name).PassAsync().WaitAsync(cancellationToken);
            Journal.Write(name, "ended");
        }
        catch (OperationCanceledException)
        {
            Journal.Write(name, "cancelled");
            throw;
        }
    }

    public Task WorkOnAsync(WatchedParcel parcel, CancellationToken cancellationToken) => WorkAsync(parcel.Name, cancellationToken);

    public Task NoteAsync(string name)
    {
        Journal.Write(name, "noted");
        return Task.CompletedTask;
    }

    public Task NotifyAsync(string name) => NoteAsync(name);

    public async Task FailAsync(string message)
    {
        await Task.Yield();
        throw new NoSuchAccountException(message);
    }
}
