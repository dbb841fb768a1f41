using System.Buffers;
using System.Text.Json;

namespace Nusaloka.Api.Http;

/// <summary>
/// Looks for null within lists. No list of ours may have one, and the serializer lets it in whatever the type of the items says: its rule for nullable
/// members ends at the list.
/// </summary>
internal static class JsonLists
{
    /// <summary>The problem that names the first null within a list of a well-formed body; null when there is none.</summary>
    public static Problem? NullWithin(ReadOnlySequence<byte> json)
    {
        if (json.PositionOf((byte)'[') is null)
            return null;

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonSettings.MaxDepth });
        var places = new Stack<Place>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    places.Peek().Name = reader.GetString();
                    continue;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    places.Pop();
                    continue;
            }

            if (places.TryPeek(out var place))
                place.Index++;
            if (reader.TokenType == JsonTokenType.Null && place is { IsList: true })
                return Problem.Invalid(string.Concat(places.Reverse().Select(static one => "/" + one)), "required", "A member of a list must not be null.");
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                places.Push(new Place(reader.TokenType == JsonTokenType.StartArray));
        }

        return null;
    }

    /// <summary>Where the reader is within a list or an object.</summary>
    private sealed class Place(bool isList)
    {
        public bool IsList => isList;

        public int Index { get; set; } = -1;

        public string? Name { get; set; }

        public override string ToString() => isList ? $"{Index}" : Name ?? "";
    }
}
