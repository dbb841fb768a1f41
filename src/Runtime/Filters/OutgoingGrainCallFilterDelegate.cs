namespace Orleans;

/// <summary>An <see cref="IOutgoingGrainCallFilter"/> as a function.</summary>
public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);
