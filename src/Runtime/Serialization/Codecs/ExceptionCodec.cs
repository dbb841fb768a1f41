namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>
/// An exception: the name of its type, message, stack, cause, what is simple of its data, and the [Id] members of a type that has
/// [GenerateSerializer]. Where the type is not here, or cannot be put together again, a stand-in tells all that came.
/// </summary>
internal sealed class ExceptionCodec<T>() : PlainCodec<T>(WireType.Object)
    where T : Exception
{
    public override void WriteBare(WireWriter writer, T value)
    {
        writer.Enter();
        ExceptionFields.Write(writer, value);
        writer.Leave();
    }

    public override T ReadBare(ref WireReader reader)
    {
        reader.Enter();
        var exception = ExceptionFields.Read(ref reader);
        reader.Leave();
        return exception as T ?? throw reader.Bad($"{exception.GetType()} is no {typeof(T)}");
    }
}
