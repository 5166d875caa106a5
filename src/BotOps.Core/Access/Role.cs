namespace BotOps.Core.Access;

public enum Role { Requester, Approver, Operator, Admin }

/// <summary>A role of a person in a project and environment; <c>*</c> stands for all of them.</summary>
public sealed class RoleGrant
{
    public long Id { get; private init; }
    public Guid PersonId { get; init; }
    public Role Role { get; init; }
    public string Project { get; init; } = "*";
    public string Environment { get; init; } = "*";

    /// <summary>The group that gives it, <c>platform/tenant/id</c>; null: it is the person's own.</summary>
    public string? Source { get; init; }
}
