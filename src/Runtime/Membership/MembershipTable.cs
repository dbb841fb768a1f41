using System.Globalization;
using Nusaloka.Runtime.Redis;
using Orleans.Runtime;

namespace Nusaloka.Runtime.Membership;

/// <summary>The table of members in Redis: <see cref="MembershipScripts"/> with types. Used by one thread.</summary>
internal sealed class MembershipTable(BlockingRedis redis, string key, RedisMembershipOptions options)
{
    private string _epoch = "";

    public MembershipAnswer Watch(ClusterView known) => Run(MembershipScripts.Watch, known, "");

    public MembershipAnswer Beat(ClusterView known, SiloMember self) => Run(MembershipScripts.Beat, known, self.Address.ToParsableString());

    public MembershipAnswer Join(ClusterView known, SiloMember self) => Run(MembershipScripts.Join, known, self.Address.ToParsableString(), Encode(self));

    public MembershipAnswer Change(ClusterView known, SiloMember self) => Run(MembershipScripts.Change, known, self.Address.ToParsableString(), Encode(self));

    public MembershipAnswer Remove(ClusterView known, SiloAddress silo) => Run(MembershipScripts.Remove, known, silo.ToParsableString());

    public MembershipAnswer Suspect(ClusterView known, SiloAddress silo) =>
        Run(MembershipScripts.Suspect, known, silo.ToParsableString(), Milliseconds(1.5 * options.Heartbeat));

    /// <summary>After <see cref="MembershipStatus.Lost"/>.</summary>
    /// <param name="known">What is put back if nobody has done so yet.</param>
    /// <param name="self">The silo that is put back in any case.</param>
    public MembershipAnswer Restore(ClusterView known, SiloMember self)
    {
        // Whoever was at this endpoint before is gone.
        var members = known.Members.Where(member => !member.Address.Endpoint.Equals(self.Address.Endpoint)).Prepend(self);
        return Run(MembershipScripts.Restore, known, "", [.. members.SelectMany(member => new[] { member.Address.ToParsableString(), Encode(member) })]);
    }

    private MembershipAnswer Run(string script, ClusterView known, string silo, params string[] arguments)
    {
        var reply = redis.Evaluate(script, key, [Milliseconds(options.Lease), _epoch, known.Version.ToString(CultureInfo.InvariantCulture), silo, .. arguments]);
        var words = Array.ConvertAll(reply, word => word as string ?? throw new IOException("The table of members in Redis holds what is no text."));
        if (!Enum.TryParse(words[0], out MembershipStatus status)) throw new IOException($"'{words[0]}' is no status of the table of members.");
        if (status == MembershipStatus.Lost) return new MembershipAnswer(status, _epoch, null);
        var version = long.Parse(words[2], CultureInfo.InvariantCulture);
        var isNews = version != known.Version || words[1] != _epoch;
        _epoch = words[1];
        return new MembershipAnswer(status, _epoch, isNews ? new ClusterView(version, [.. words.Skip(3).Chunk(2).Select(Decode)]) : null);
    }

    private static string Encode(SiloMember member) => string.Create(CultureInfo.InvariantCulture, $"{(int)member.Status} {member.Name}");

    private static SiloMember Decode(string[] words)
    {
        var (address, member) = (words[0], words[1]);
        var space = member.IndexOf(' ', StringComparison.Ordinal);
        var status = (SiloStatus)int.Parse(member.AsSpan(0, space), CultureInfo.InvariantCulture);
        return new SiloMember(SiloAddress.FromParsableString(address), member[(space + 1)..], status);
    }

    private static string Milliseconds(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
}
