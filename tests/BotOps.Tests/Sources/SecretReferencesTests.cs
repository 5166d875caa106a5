using BotOps.Core;
using BotOps.Core.Persistence;
using BotOps.Core.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotOps.Tests.Sources;

public class SecretReferencesTests
{
    static readonly SecretReferences References =
        new(new NoDatabase(), new SecretKeys(new SecretKeyOptions("/nowhere", [])), NullLogger<SecretReferences>.Instance);

    [Fact]
    public async Task A_reference_leads_to_a_variable_or_to_a_file_without_its_last_line_end()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "s3cret \r\n");
        Environment.SetEnvironmentVariable("BOTOPS_TEST_SECRET", "s3cret");

        Assert.Equal("s3cret", await References.Resolve("env:BOTOPS_TEST_SECRET", default));
        Assert.Equal("s3cret ", await References.Resolve($"file:{file}", default));
        File.WriteAllText(file, "\n");
        Assert.Contains("empty", await Refused($"file:{file}"), StringComparison.Ordinal);
        File.Delete(file);
        Assert.Contains(file, await Refused($"file:{file}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ghp_pasted_by_mistake")]
    [InlineData("file:relative-secret")]
    [InlineData("token:ghp_pasted_by_mistake")]
    [InlineData("secret:Pasted_by/mistake")]
    public async Task What_is_no_reference_may_be_a_secret_and_is_not_repeated(string text) =>
        Assert.DoesNotContain(text, await Refused(text), StringComparison.Ordinal);

    [Fact]
    public void An_ssh_key_is_never_laid_in_a_file_for_ssh() =>
        Assert.Equal(Core.Texts.SecretMustBeFile, Assert.Throws<UserError>(() => SecretReferences.ResolveFile("secret:deploy-key")).Message);

    static async Task<string> Refused(string reference) => (await Assert.ThrowsAsync<UserError>(() => References.Resolve(reference, default))).Message;

    sealed class NoDatabase : IDbContextFactory<BotOpsDb>
    {
        public BotOpsDb CreateDbContext() => throw new NotSupportedException("There is no database.");
    }
}
