using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Serialization;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Transport;

/// <summary>How a testimony is written: whether the table is away, two times in milliseconds, the view's version and its members.</summary>
internal static class TestimonyFormat
{
    /// <summary>The shortest member: two empty texts and a status.</summary>
    private const int MinMemberBytes = 3;

    public static void Write(WireWriter writer, Testimony testimony)
    {
        var (contact, view) = testimony;
        writer.WriteByte(contact.IsAway ? (byte)1 : (byte)0);
        writer.WriteInt64((long)contact.Silence.TotalMilliseconds);
        writer.WriteInt64((long)contact.Reach.TotalMilliseconds);
        writer.WriteInt64(view.Version);
        writer.WriteUInt32((uint)view.Members.Length);
        foreach (var member in view.Members)
        {
            writer.WriteString(member.Address.ToParsableString());
            writer.WriteString(member.Name);
            writer.WriteInt32((int)member.Status);
        }
    }

    public static Testimony Read(ref WireReader reader)
    {
        var isAway = reader.ReadByte() != 0;
        var silence = TimeSpan.FromMilliseconds(reader.ReadInt64());
        var reach = TimeSpan.FromMilliseconds(reader.ReadInt64());
        var version = reader.ReadInt64();
        var members = new SiloMember[reader.ReadCount(MinMemberBytes)];
        for (var i = 0; i < members.Length; i++)
            members[i] = new SiloMember(SiloAddress.FromParsableString(reader.ReadString()), reader.ReadString(), (SiloStatus)reader.ReadInt32());
        return new Testimony(new TableContact(isAway, silence, reach), new ClusterView(version, [.. members]));
    }
}
