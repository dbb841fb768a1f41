using Orleans.Concurrency;

namespace Nusaloka.Runtime.Tests.Transport;

/// <summary>What travels, and where it arrives.</summary>
public interface IParcelGrain : IGrainWithStringKey
{
    Task<ParcelRecord> EchoAsync(ParcelRecord parcel);

    Task<byte[]> EchoBytesAsync(byte[] bytes);

    Task<byte[]> MakeBytesAsync(int count);

    /// <summary>The silo it runs on.</summary>
    Task<string> WhereAsync();

    /// <summary>Calls another one, which calls back.</summary>
    Task<string> WhereIsAsync(IParcelGrain other);

    /// <summary>Writes to the journal, waits at the gate, and writes again; says which of its ways it ended.</summary>
    Task WorkAsync(string name, CancellationToken cancellationToken);

    /// <summary>The same, by the name of the parcel.</summary>
    Task WorkOnAsync(WatchedParcel parcel, CancellationToken cancellationToken);

    /// <summary>Writes to the journal.</summary>
    Task NoteAsync(string name);

    [OneWay]
    Task NotifyAsync(string name);

    Task FailAsync(string message);
}
