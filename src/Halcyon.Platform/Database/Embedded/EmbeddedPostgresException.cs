namespace Halcyon.Platform.Database.Embedded;

/// <summary>The private PostgreSQL cannot run; the message is one sentence for the person at the terminal.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? innerException = null)
    : Exception(message, innerException);
