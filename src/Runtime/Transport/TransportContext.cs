using Microsoft.Extensions.Logging;
using Nusaloka.Runtime.Membership;
using Nusaloka.Runtime.Messaging;
using Orleans.Configuration;

namespace Nusaloka.Runtime.Transport;

/// <summary>What all connections of a host share.</summary>
/// <param name="Options">The bounds.</param>
/// <param name="Membership">Who is in the cluster.</param>
/// <param name="References">Makes the references that are among arguments and results.</param>
/// <param name="Instruments">Counts.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">For what goes wrong.</param>
internal sealed record TransportContext(
    TransportOptions Options,
    IMembership Membership,
    Lazy<GrainReferenceFactory> References,
    TransportInstruments Instruments,
    TimeProvider Time,
    ILogger Logger);
