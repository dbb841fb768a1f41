namespace Nusaloka.Api.Tests.Privacy;

/// <summary>What a person's copy has of each table, and why it has nothing of the others. A new table, or a new column that may name a person, needs a line here.</summary>
internal static class ExportTables
{
    /// <summary>Columns by names that never name a person, in whatever table.</summary>
    public static readonly string[] OtherThings =
    [
        "client_id", "departure_id", "difference_id", "event_id", "invoice_id", "media_id", "message_id", "payment_id", "refund_id", "region_key", "room_id",
        "session_id", "transaction_id", "transfer_id", "trip_id", "withdrawal_id", "write_id",
    ];

    /// <summary>Columns that name a person, and the member of the copy that has the rows of whom they name.</summary>
    public static readonly Dictionary<string, string> Sections = new(StringComparer.Ordinal)
    {
        ["account_presence.account_id"] = "last_connected_at",
        ["booking.account_id"] = "bookings",
        ["booking.guide_id"] = "guided_bookings",
        ["chat_event.actor_id"] = "messages",
        ["chat_member.account_id"] = "rooms",
        ["chat_reaction.account_id"] = "reactions",
        ["chat_report.reporter_id"] = "message_reports",
        ["departure.guide_id"] = "departures",
        ["departure_waiting.account_id"] = "waiting_places",
        ["identity_verification.account_id"] = "verification",
        ["interest.traveller_id"] = "interests",
        ["invoice.customer_id"] = "invoices",
        ["ledger_account.code"] = "wallet_limits",
        ["ledger_entry.account_id"] = "statement_entries",
        ["ledger_hold.account_id"] = "wallet",
        ["ledger_transfer.credit_account_id"] = "transactions",
        ["ledger_transfer.debit_account_id"] = "transactions",
        ["notification.account_id"] = "notifications",
        ["notification_setting.account_id"] = "notification_settings",
        ["passkey.account_id"] = "passkeys",
        ["payment.payer_id"] = "payments",
        ["referral.newcomer_id"] = "referral_rewards",
        ["referral.referrer_id"] = "referral_rewards",
        ["report.account_id"] = "reports",
        ["review.author_id"] = "reviews",
        ["saved_trip.account_id"] = "saved_trips",
        ["security_event.account_id"] = "security_events",
        ["sensitive_read.subject_id"] = "reads",
        ["trip.guide_id"] = "trips",
        ["wish.account_id"] = "wishes",
        ["withdrawal.account_id"] = "withdrawals",
    };

    /// <summary>Columns that name a person, or look like it, of which the copy has nothing.</summary>
    public static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["chat_event.member_id"] = "who was let in or muted by whom is the room's; how it stands for the person is in rooms",
        ["chat_notice.account_id"] = "up to where the person was told of a room's messages: the notifications themselves are there",
        ["chat_report.decided_by"] = "the work of staff",
        ["chat_report.sender_id"] = "that somebody has reported the person would tell who",
        ["chat_room.created_by"] = "rooms",
        ["chat_room.subject_id"] = "the booking, or the person whose support room it is: rooms",
        ["development_inbox.recipient"] = "only where nothing is sent, for a week",
        ["identifier_erasure.identifier_key"] = "addresses of accounts that are closed",
        ["identifier_reversal.account_id"] = "until it is decided; security_events say that it was asked",
        ["ledger_account.spender"] = "which activation of the wallet may spend",
        ["ledger_account_fact.account_id"] = "seals over what wallet_limits says",
        ["ledger_account_fact.code"] = "seals over what wallet_limits says",
        ["ledger_hold.payee_id"] = "what others have set aside is theirs until it is paid",
        ["ledger_hold.resolved_by"] = "names a movement",
        ["notification_delivery.account_id"] = "how often it was tried to send what is in notifications",
        ["outbox_dead_letter.source_id"] = "names a grain, until staff have it tried again",
        ["outbox_event.source_id"] = "names a grain, for seconds",
        ["passkey_ceremony.account_id"] = "for five minutes",
        ["payment_difference.subject_id"] = "names a payment or withdrawal",
        ["payment_difference_closing.officer_id"] = "the work of staff",
        ["payment_transfer.subject_id"] = "names a payment",
        ["reminder.grain_id"] = "names a grain",
        ["review.author_key"] = "a hash for counting each author once",
        ["revocation.account_id"] = "that sessions ended, until the last token has expired; security_events say it",
        ["search_term_caller.caller"] = "a hash under a key that is deleted after a day",
        ["search_term_key.key"] = "that key",
        ["security_event.by"] = "the work of staff",
        ["sensitive_read.reader_id"] = "the work of staff; who was read finds it in reads",
        ["trip_revision.actor_id"] = "what trips were before; the guide reads it at /trips/{id}/revisions",
        ["trip_search.guide_id"] = "published trips again, for the search",
        ["withdrawal_transfer.subject_id"] = "names a withdrawal",
    };

    /// <summary>Tables without a column that names a person.</summary>
    public static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["account"] = "its id is the person's: profile",
        ["grain_state"] = "what grains answer is in the members for each",
        ["chat_support"] = "which support rooms there are: rooms",
        ["credit_note"] = "named by their invoices: credit_notes",
        ["invoice_series"] = "numbers of invoices",
        ["ledger_batch"] = "hashes over movements",
        ["ledger_limit"] = "limits of a tier, for everybody",
        ["payment_attempt"] = "named by its payment: payments",
        ["payment_quarantine"] = "notices of gateways that did not fit a payment, for staff",
        ["payment_reconciliation"] = "runs, and sums of them",
        ["place"] = "places of the country",
        ["place_version"] = "places of the country",
        ["sandbox_payment"] = "play money",
        ["sandbox_payout"] = "play money",
        ["schema_migration"] = "of the database itself",
        ["search_term"] = "what is searched for, without by whom",
        ["sms_hour"] = "numbers of an hour",
        ["sms_share"] = "numbers of an hour",
        ["sms_taken"] = "ids of messages",
        ["spatial_ref_sys"] = "of PostGIS",
        ["trip_rating"] = "sums for each trip",
        ["trip_search_refresh"] = "how far the search has come",
        ["trip_search_stale"] = "trips that the search looks at again",
        ["webhook_inbox"] = "named by its payment: payments",
        ["withdrawal_quarantine"] = "notices of gateways that did not fit a withdrawal, for staff",
    };
}
