namespace Nusaloka.Runtime.Activation;

/// <summary>The life of an activation, in order.</summary>
internal enum ActivationState : byte
{
    /// <summary>Made, but nothing asked it for anything yet.</summary>
    New,

    /// <summary>The instance is created, its state loaded, OnActivateAsync runs.</summary>
    Activating,

    /// <summary>It serves.</summary>
    Active,

    /// <summary>OnDeactivateAsync runs; what arrives waits for the next activation.</summary>
    Deactivating,

    /// <summary>It takes nothing any more.</summary>
    Gone,
}
