namespace Nusaloka.Runtime.Messaging;

/// <summary>A queue of requests from whose middle one can be taken. Guarded by the lock of its activation.</summary>
internal sealed class RequestList
{
    public Request? First { get; private set; }

    private Request? Last { get; set; }

    public int Count { get; private set; }

    public void Add(Request request)
    {
        request.Place = this;
        request.Next = null;
        request.Previous = Last;
        if (Last is null) First = request;
        else Last.Next = request;
        Last = request;
        Count++;
    }

    public void Remove(Request request)
    {
        if (request.Previous is null) First = request.Next;
        else request.Previous.Next = request.Next;
        if (request.Next is null) Last = request.Previous;
        else request.Next.Previous = request.Previous;
        request.Place = null;
        request.Next = null;
        request.Previous = null;
        Count--;
    }

    /// <summary>Takes everything out, in order.</summary>
    public void DrainTo(List<Request> target)
    {
        while (First is { } request)
        {
            Remove(request);
            target.Add(request);
        }
    }
}
