using Nusaloka.Runtime.Activation;

namespace Nusaloka.Runtime.Transport;

/// <summary>What a silo tells whom it lets in.</summary>
/// <param name="ViewVersion">The version of the silo's view of the cluster.</param>
/// <param name="MaxFrameBytes">The longest frame the silo takes.</param>
/// <param name="MaxOutstandingCalls">How many calls it takes on this connection at a time.</param>
/// <param name="Manifest">The grain classes it has.</param>
internal sealed record Welcome(long ViewVersion, int MaxFrameBytes, int MaxOutstandingCalls, GrainManifest Manifest)
{
    public static Welcome Read(BinaryReader reader) =>
        new(reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt32(), GrainManifest.Read(reader));

    public void Write(BinaryWriter writer)
    {
        writer.Write(ViewVersion);
        writer.Write(MaxFrameBytes);
        writer.Write(MaxOutstandingCalls);
        Manifest.Write(writer);
    }
}
