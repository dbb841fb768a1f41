using Nusaloka.Grains.Mail;

namespace Nusaloka.Grains.Accounts;

/// <summary>What an owner is told about the security of their account.</summary>
/// <param name="Mail">By mail.</param>
/// <param name="Sms">By SMS.</param>
internal sealed record AccountNotice(MailContent Mail, string Sms);
