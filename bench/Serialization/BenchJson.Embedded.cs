using System.Text.Json.Serialization;
using Nusaloka.Wallets;

namespace Nusaloka.Bench.Serialization;

/// <summary>The baseline's generated code.</summary>
[JsonSerializable(typeof(SmallMessage))]
[JsonSerializable(typeof(Movement))]
internal sealed partial class BenchJson : JsonSerializerContext;
