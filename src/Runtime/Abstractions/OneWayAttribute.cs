namespace Orleans.Concurrency;

/// <summary>A grain interface method that is not answered: the caller's task completes when the call is sent, whatever becomes of it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute
{
}
