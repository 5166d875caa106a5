using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BotOps.Core;
using BotOps.Core.Secrets;

namespace BotOps.Adapters.Hosts.Salt;

/// <summary>
/// Requests to salt-api (rest_cherrypy): a login gives a token, which every other request carries and which is renewed before it ends or when it is
/// not taken any more. A request that was not answered is made again for a while: whatever BotOps asks for may be asked twice.
/// </summary>
sealed class SaltApi : IDisposable
{
    static readonly TimeSpan Early = TimeSpan.FromMinutes(1), FirstPause = TimeSpan.FromMilliseconds(200), LongestPause = TimeSpan.FromSeconds(2);
    readonly SaltOptions options;
    readonly SecretReferences secrets;
    readonly TimeProvider clock;
    readonly HttpClient http;
    readonly SemaphoreSlim login = new(1);
    Token? token;

    public SaltApi(SaltOptions options, SecretReferences secrets, TimeProvider clock)
    {
        (this.options, this.secrets, this.clock) = (options, secrets, clock);
        http = new HttpClient(SaltTrust.Handler(options)) { Timeout = Timeout.InfiniteTimeSpan }; // the limit is the clock's
    }

    /// <summary>Runs one command (a low state) and returns what salt-api has for it.</summary>
    /// <exception cref="SaltTrouble">Says why, and what to do.</exception>
    public async Task<JsonElement> Run(SaltCommand command, CancellationToken stopping)
    {
        DateTimeOffset? giveUp = null;
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await Once(command, stopping);
            }
            catch (SaltTrouble trouble) when (trouble.Passes && clock.GetUtcNow() < (giveUp ??= clock.GetUtcNow() + options.Reconnect))
            {
                await Task.Delay(pause, clock, stopping);
            }
        }
    }

    /// <summary>Logs in, where there is no token that lasts.</summary>
    public Task Login(CancellationToken stopping) => Valid(stopping);

    async Task<JsonElement> Once(SaltCommand command, CancellationToken stopping)
    {
        for (var again = false; ; again = true)
        {
            var held = await Valid(stopping);
            using var request = Post("", new[] { command });
            request.Headers.Add("X-Auth-Token", held.Value);
            var (status, body) = await Send(request, stopping);
            if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            {
                if (again) throw new SaltTrouble(Texts.Salt.MayNot(options.User, command.Fun));
                Interlocked.CompareExchange(ref token, null, held);
                continue;
            }
            return Returned(status, body);
        }
    }

    async Task<Token> Valid(CancellationToken stopping)
    {
        if (Lasting is { } lasting) return lasting;
        await login.WaitAsync(stopping);
        try
        {
            return Lasting ?? (token = await LogIn(stopping));
        }
        finally
        {
            login.Release();
        }
    }

    Token? Lasting => token is { } held && held.Ends - Early > clock.GetUtcNow() ? held : null;

    async Task<Token> LogIn(CancellationToken stopping)
    {
        if (options.Url is null) throw new SaltTrouble(Texts.Salt.NotConfigured("Url"));
        if (options.Password is not { } reference) throw new SaltTrouble(Texts.Salt.NotConfigured("Password"));
        string password;
        try
        {
            password = await secrets.Resolve(reference, stopping);
        }
        catch (UserError error)
        {
            throw new SaltTrouble(error.Message);
        }

        using var request = Post("login", new { username = options.User, password, eauth = options.Eauth });
        var (status, body) = await Send(request, stopping);
        if (status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) throw new SaltTrouble(Texts.Salt.LoginRefused(options.User, options.Eauth));
        var given = Returned(status, body);
        if (given.ValueKind != JsonValueKind.Object || !given.TryGetProperty("token", out var value) || value.GetString() is not { Length: > 0 } text) throw new SaltTrouble(Texts.Salt.NotSalt(options.Url));
        var ends = given.TryGetProperty("expire", out var expire) && expire.TryGetDouble(out var seconds) ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : clock.GetUtcNow() + TimeSpan.FromHours(1);
        return new Token(text, ends - Early > clock.GetUtcNow() ? ends : clock.GetUtcNow() + Early * 2); // the master's clock may be another
    }

    HttpRequestMessage Post(string path, object body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.Url!, path)) { Content = JsonContent.Create(body, options: SaltCommand.Json) };
        request.Headers.Accept.ParseAdd("application/json");
        return request;
    }

    async Task<(HttpStatusCode Status, byte[] Body)> Send(HttpRequestMessage request, CancellationToken stopping)
    {
        await request.Content!.LoadIntoBufferAsync(stopping); // CherryPy reads no body without its length
        using var late = new CancellationTokenSource(options.RequestLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(either.Token));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw new SaltTrouble(Texts.Salt.Slow(options.Url!, options.RequestLimit), passes: true);
        }
        catch (HttpRequestException error)
        {
            var trusted = error.HttpRequestError != HttpRequestError.SecureConnectionError;
            throw new SaltTrouble(trusted ? Texts.Salt.NotReached(options.Url!, error.GetBaseException().Message) : Texts.Salt.NotTrusted(options.Url!, error.GetBaseException().Message), passes: trusted);
        }
    }

    /// <summary>The one element of <c>{"return": […]}</c>.</summary>
    JsonElement Returned(HttpStatusCode status, byte[] body)
    {
        if ((int)status >= 500) throw new SaltTrouble(Texts.Salt.Answered(options.Url!, (int)status), passes: true);
        if (status != HttpStatusCode.OK) throw new SaltTrouble(Texts.Salt.Answered(options.Url!, (int)status));
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.GetProperty("return")[0].Clone();
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new SaltTrouble(Texts.Salt.NotSalt(options.Url!));
        }
    }

    public void Dispose()
    {
        http.Dispose();
        login.Dispose();
    }

    /// <summary>Its value is never printed.</summary>
    sealed record Token(string Value, DateTimeOffset Ends)
    {
        public override string ToString() => Ends.ToString("O", CultureInfo.InvariantCulture);
    }
}

/// <summary>salt-api, the master or a minion did not do what it should; the message says what to do.</summary>
/// <param name="passes">It may be well again in a moment.</param>
sealed class SaltTrouble(string what, bool passes = false) : Exception(what)
{
    public bool Passes => passes;
}
