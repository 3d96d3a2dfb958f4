namespace Halcyon.Platform.PersonalData.Import;

/// <summary>The archive is not taken; the message is one sentence for the person who brought it.</summary>
public sealed class ImportRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
