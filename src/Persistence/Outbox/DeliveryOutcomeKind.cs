namespace Nusaloka.Persistence.Outbox;

internal enum DeliveryOutcomeKind
{
    /// <summary>All handlers have it.</summary>
    Delivered,

    /// <summary>To be tried again at a given time.</summary>
    Postponed,

    /// <summary>Put aside.</summary>
    Dead,
}
