using System.Collections.Immutable;

namespace Nusaloka.Chat;

/// <summary>A report and what staff may see of the room for it.</summary>
/// <param name="Report">The report.</param>
/// <param name="Context">
/// The messages just before and after the one that is reported, and it itself, in the order of their numbers; at most
/// <see cref="ChatLimits.ReportContext"/> on each side, without those that were removed. Empty when the report is decided.
/// </param>
[GenerateSerializer, Immutable, Alias("nusaloka.ReportedMessage")]
public sealed record ReportedMessage([property: Id(0)] MessageReport Report, [property: Id(1)] ImmutableArray<ChatMessage> Context);
