namespace BotOps.Core.Access;

/// <summary>A link that signs one person in, once. The database holds the token's SHA-256, never the token.</summary>
public sealed class SignInLink
{
    public required string TokenSha256 { get; init; }
    public Guid PersonId { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}
