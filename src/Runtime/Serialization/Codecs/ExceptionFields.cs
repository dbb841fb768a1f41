using System.Collections;
using Orleans.Serialization;

namespace Nusaloka.Runtime.Serialization.Codecs;

/// <summary>The fields of an exception on the wire.</summary>
internal ref struct ExceptionFields
{
    // Causes that lie deeper than anybody reads are left out, so that what they caused can still be told.
    private const int MaxCauseDepth = 16;

    private static readonly uint TypeKey = WireFormat.KeyOf(0);
    private static readonly uint MessageKey = WireFormat.KeyOf(1);
    private static readonly uint StackKey = WireFormat.KeyOf(2);
    private static readonly uint InnerKey = WireFormat.KeyOf(3);
    private static readonly uint HResultKey = WireFormat.KeyOf(4);
    private static readonly uint DataKey = WireFormat.KeyOf(5);
    private static readonly uint AllInnerKey = WireFormat.KeyOf(6);
    private static readonly uint MembersKey = WireFormat.KeyOf(7);

    private string? _type;
    private string? _message;
    private string? _stackTrace;
    private Exception? _inner;
    private int _hResult;
    private Dictionary<string, object?>? _data;
    private Exception[]? _allInner;
    private Exception? _exception;

    public static void Write(WireWriter writer, Exception exception)
    {
        var type = exception.GetType();
        Codec<string?>.WriteMember(writer, TypeKey, (exception as UnavailableExceptionFallbackException)?.ExceptionType ?? type.FullName);
        Codec<string?>.WriteMember(writer, MessageKey, MessageOf(exception));
        Codec<string?>.WriteMember(writer, StackKey, exception.StackTrace);
        Codec<int>.WriteMember(writer, HResultKey, exception.HResult);
        if (SimpleData(exception) is { Count: > 0 } data) Codec<Dictionary<string, object?>>.WriteField(writer, DataKey, data);
        if (writer.Depth < MaxCauseDepth)
        {
            if (exception is AggregateException all) Codec<IReadOnlyList<Exception>>.WriteField(writer, AllInnerKey, all.InnerExceptions);
            else Codec<Exception?>.WriteMember(writer, InnerKey, exception.InnerException);
        }

        if (ExceptionMembers.Of(type) is { } members)
        {
            writer.WriteUInt32(MembersKey | (uint)WireType.Object);
            members.Write(writer, exception);
        }

        writer.WriteEnd();
    }

    public static Exception Read(ref WireReader reader)
    {
        var fields = default(ExceptionFields);
        while (reader.ReadKey(out var form) is not WireFormat.End and var key) fields.ReadField(ref reader, key, form);
        return fields.Make();
    }

    private void ReadField(ref WireReader reader, uint key, WireType form)
    {
        if (key == TypeKey) _type = Codec<string?>.ReadField(ref reader, form);
        else if (key == MessageKey) _message = Codec<string?>.ReadField(ref reader, form);
        else if (key == StackKey) _stackTrace = Codec<string?>.ReadField(ref reader, form);
        else if (key == InnerKey) _inner = Codec<Exception?>.ReadField(ref reader, form);
        else if (key == HResultKey) _hResult = Codec<int>.ReadField(ref reader, form);
        else if (key == DataKey) _data = Codec<Dictionary<string, object?>?>.ReadField(ref reader, form);
        else if (key == AllInnerKey) _allInner = Codec<Exception[]?>.ReadField(ref reader, form);
        else if (key == MembersKey && form == WireType.Object && MembersOfType() is { } members) members.ReadInto(ref reader, _exception!);
        else reader.Skip(form);
    }

    // The type is always sent before its members.
    private ExceptionMembers? MembersOfType()
    {
        _exception = MakeOfType();
        return _exception is null ? null : ExceptionMembers.Of(_exception.GetType());
    }

    private Exception Make()
    {
        var exception = _exception ?? MakeOfType();
        if (exception is not null) Fill(exception);
        // One that says something else than the original said is made of more than what came.
        if (exception is null || !SaysTheSame(exception))
        {
            exception = new UnavailableExceptionFallbackException { ExceptionType = _type };
            Fill(exception);
        }

        return exception;
    }

    private readonly void Fill(Exception exception)
    {
        ExceptionFactory.Fill(exception, _message, _stackTrace, _inner ?? _allInner?.FirstOrDefault(), _hResult);
        foreach (var (key, value) in _data ?? [])
        {
            exception.Data[key] = value;
            if (exception is UnavailableExceptionFallbackException unavailable) unavailable.Properties[key] = value;
        }
    }

    private readonly Exception? MakeOfType()
    {
        if (_allInner is not null && _type == typeof(AggregateException).FullName) return new AggregateException(_message, _allInner);
        try
        {
            return _type is not null && ExceptionFactory.Find(_type) is { } type ? ExceptionFactory.Create(type) : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private readonly bool SaysTheSame(Exception exception)
    {
        try
        {
            return exception is AggregateException || exception.Message == _message;
        }
        catch (Exception)
        {
            // Its message is made of members that it does not have.
            return false;
        }
    }

    private static string? MessageOf(Exception exception)
    {
        if (exception is AggregateException) return ExceptionFactory.GivenMessage(exception);
        try
        {
            return exception.Message;
        }
        catch (Exception)
        {
            return ExceptionFactory.GivenMessage(exception);
        }
    }

    private static Dictionary<string, object?>? SimpleData(Exception exception)
    {
        if (exception.Data.Count == 0) return null;
        return exception.Data.Cast<DictionaryEntry>()
            .Where(static entry => entry.Key is string && (entry.Value is null || TypeNames.IsSimple(entry.Value.GetType())))
            .ToDictionary(static entry => (string)entry.Key, static entry => entry.Value);
    }
}
