namespace Nusaloka.Scenarios.Payments;

/// <summary>A PaymentIntent at the double: what really happened to the payer's money. Amounts are in hundredths of a rupiah.</summary>
internal sealed class Intent(string id, string paymentId, long amount, bool asks)
{
    private readonly Lock _lock = new();
    private string _status = asks ? "requires_action" : "succeeded";

    public string Id { get; } = id;

    public string PaymentId { get; } = paymentId;

    public long Amount { get; } = amount;

    public string Status
    {
        get
        {
            lock (_lock)
            {
                return _status;
            }
        }
    }

    public long Received => Status == "succeeded" ? Amount : 0;

    /// <summary>The payer pays, unless it is canceled.</summary>
    public bool Pay() => Move("requires_action", "succeeded");

    /// <summary>It is canceled, unless it is paid.</summary>
    public bool TryCancel() => Move("requires_action", "canceled") || Status == "canceled";

    private bool Move(string from, string to)
    {
        lock (_lock)
        {
            if (_status != from)
                return false;
            _status = to;
            return true;
        }
    }
}
