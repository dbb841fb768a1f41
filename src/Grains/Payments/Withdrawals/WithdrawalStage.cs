namespace Nusaloka.Grains.Payments.Withdrawals;

/// <summary>What a withdrawal has to do next.</summary>
internal enum WithdrawalStage
{
    /// <summary>It was never asked for.</summary>
    None = 0,

    /// <summary>To set the money aside.</summary>
    Hold = 1,

    /// <summary>To tell the gateway.</summary>
    Send = 2,

    /// <summary>To wait until the bank has it.</summary>
    Wait = 3,

    /// <summary>To take the money that the bank has.</summary>
    Capture = 4,

    /// <summary>To give the money free.</summary>
    Release = 5,

    /// <summary>Nothing.</summary>
    Done = 6,

    /// <summary>To give the money back that the bank had and has sent back.</summary>
    Return = 7,

    /// <summary>To wait, because it goes where money of this person has not been going.</summary>
    Cool = 8,
}
