namespace Nusaloka.Runtime.Transport;

/// <summary>
/// What a frame is. A frame is the length of what follows (four bytes, little endian), the kind (one byte), and the body. A body that belongs to
/// a call begins with the call's number on its connection (eight bytes, little endian).
/// </summary>
internal enum FrameKind : byte
{
    /// <summary>A call: number, envelope, arguments.</summary>
    Request = 1,

    /// <summary>The result of a call.</summary>
    Response = 2,

    /// <summary>The exception that a call ended in.</summary>
    Error = 3,

    /// <summary>The call did not run: number, version of the view in which another silo has the grain.</summary>
    Undelivered = 4,

    /// <summary>Nobody waits for the call any more: number.</summary>
    Cancel = 5,

    /// <summary>Asks for a grain to be given up: number, version of the view, grain.</summary>
    Release = 6,

    /// <summary>It is given up: number, version of the view that the silo has settled.</summary>
    Released = 7,

    /// <summary>The silo leaves: version of the view without it.</summary>
    Goodbye = 8,

    /// <summary>Who sends this has that view and sends nothing new.</summary>
    GoodbyeNoted = 9,

    /// <summary>Asks for a sign of life.</summary>
    Ping = 10,

    /// <summary>A sign of life.</summary>
    Pong = 11,

    /// <summary>From here on a number stands for a method: number, interface, signature.</summary>
    DefineMethod = 12,

    /// <summary>From here on a number stands for a grain type: number, name.</summary>
    DefineGrainType = 13,

    /// <summary>Asks what the silo knows of the cluster: number.</summary>
    Inquiry = 14,

    /// <summary>What it knows: number, contact, view (<see cref="TestimonyFormat"/>).</summary>
    Testimony = 15,
}
