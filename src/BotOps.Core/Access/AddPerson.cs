using System.Text;
using BotOps.Core.Persistence;
using BotOps.Core.Projects.Catalog;
using Microsoft.EntityFrameworkCore;

namespace BotOps.Core.Access;

/// <summary>Makes a person of an account that its platform vouches for, so that a team can be set up from the chat.</summary>
public sealed class AddPerson(BotOpsDb db, Audit audit)
{
    const int LongestHandle = 48; // a number may follow

    /// <summary>Within a transaction that has locked the catalog.</summary>
    /// <param name="by">Null: BotOps by itself.</param>
    public async Task<Person> Handle(AccountName account, DirectoryEntry entry, Guid? by, string? why, CancellationToken stopping)
    {
        var person = new Person
        {
            Handle = await Free(HandleOf(entry.Handle, account.Id), stopping), Name = NameOf(entry),
            TimeZone = entry.TimeZone is { } zone && CatalogNames.TimeZone(zone) is null ? zone : "Etc/UTC",
            Language = Languages.Of(entry.Locale) ?? Languages.House,
        };
        db.Persons.Add(person);
        db.Accounts.Add(new Account { Platform = account.Platform, Tenant = account.Tenant, ExternalId = account.Id, PersonId = person.Id });
        audit.Note(by, "add-person", $"person {person.Handle}", after: $"{account}", why: why);
        await db.SaveChangesAsync(stopping);
        return person;
    }

    /// <summary>Somebody of that handle is somebody else, whatever they call themselves on the platform.</summary>
    async Task<string> Free(string wanted, CancellationToken stopping)
    {
        var taken = await db.Persons.Where(p => p.Handle.StartsWith(wanted)).Select(p => p.Handle).ToListAsync(stopping);
        var handle = wanted;
        for (var number = 2; taken.Contains(handle); number++) handle = $"{wanted}-{number}";
        return handle;
    }

    internal static string HandleOf(string name, string id)
    {
        var handle = new StringBuilder();
        foreach (var c in name.ToLowerInvariant())
        {
            var plain = c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_' or '-' ? c : '-';
            if (handle.Length > 0 ? handle.Length < LongestHandle : char.IsAsciiLetterOrDigit(plain)) handle.Append(plain);
        }
        return handle.Length > 0 ? handle.ToString() : id.ToLowerInvariant();
    }

    static string NameOf(DirectoryEntry entry)
    {
        var name = string.Join(' ', entry.Name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name.Length > 0 ? name : entry.Handle;
    }
}
