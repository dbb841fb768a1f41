using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nusaloka.Operations;

namespace Nusaloka.Silo.Operations;

/// <summary>What /status answers: how one process sees itself and its cluster.</summary>
/// <param name="Role">silo or api.</param>
/// <param name="Name">The silo's name; for a process without a silo, its service name.</param>
/// <param name="Address">The silo's address; for a process without a silo, where it listens.</param>
/// <param name="State">joining, active or shutting_down.</param>
/// <param name="ViewVersion">The version of the newest view of the cluster that it knows.</param>
/// <param name="Silos">How many silos of that view are active.</param>
/// <param name="Activations">How many activations of each grain kind there are in this process.</param>
public sealed record ProcessStatus(
    string Role, string Name, string Address, string State, long ViewVersion, int Silos, ImmutableSortedDictionary<string, int> Activations)
{
    /// <summary>The words of states, as /status and the operations API have them.</summary>
    public static string NameOf(ProcessState state) => state switch
    {
        ProcessState.Joining => "joining",
        ProcessState.Active => "active",
        _ => "shutting_down",
    };

    /// <summary>The same as lines of a key, a tab and a value, for scripts.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        Append("role", Role);
        Append("name", Name);
        Append("address", Address);
        Append("state", State);
        Append("view_version", ViewVersion.ToString(CultureInfo.InvariantCulture));
        Append("silos", Silos.ToString(CultureInfo.InvariantCulture));
        foreach (var (kind, count) in Activations)
            Append("activations." + kind, count.ToString(CultureInfo.InvariantCulture));
        return text.ToString();

        void Append(string key, string value) => text.Append(key).Append('\t').Append(value).Append('\n');
    }
}
