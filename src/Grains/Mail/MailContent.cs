using System.Collections.Immutable;

namespace Nusaloka.Grains.Mail;

/// <summary>
/// What a mail says, in one language, as plain text: <see cref="MailLayout"/> makes text and HTML of it, so whatever people typed may stand
/// in it.
/// </summary>
/// <param name="Subject">One line.</param>
/// <param name="Paragraphs">What stands before the code, or all of it.</param>
[GenerateSerializer, Immutable, Alias("nusaloka.MailContent")]
internal sealed record MailContent(
    [property: Id(0)] string Subject,
    [property: Id(1)] ImmutableArray<string> Paragraphs)
{
    /// <summary>A code to be copied, large and on a line of its own; null for none.</summary>
    [Id(2)]
    public string? Code { get; init; }

    /// <summary>What stands after the code, smaller.</summary>
    [Id(3)]
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>For logs: not what it says.</summary>
    public override string ToString() => nameof(MailContent);
}
